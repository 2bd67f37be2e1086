"""Rooms: the authorities, their members, what each may do, and how a room is opened.

A room (workspace) is one authority or one board: one data controller. A sign-in works in exactly one room
(domain.md, "Who"); each room is off until its authority switches it on.
"""
