"""What earlier runs read, kept by the hash of everything it rests on."""
