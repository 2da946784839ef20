"""The blocks of a session, one part of it a module: functions of its material."""
