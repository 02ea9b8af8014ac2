"""What review decisions teach: combiners and weights fitted anew."""
