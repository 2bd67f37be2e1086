"""One use case a file: sign_agreement, start_draft, send_to_decider, decide, decide_by_phone, withdraw, correct …"""
