"""One use case a file: plan_meeting, open_meeting, judge, release_task, close_meeting …"""
