"""What trainers need: timelines, who must do what, session packs, and a check of their slides."""
