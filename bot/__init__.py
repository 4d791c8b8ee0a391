"""Certminder: ask from Slack, in English or Chinese, what certificates there are and what is about to end."""
