"""Stage 5: claims of all documents, merged into records that keep every source."""
