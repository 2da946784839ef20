"""Official JSON trees, and the same invented decision as Word and PDF file in both printed layouts."""
