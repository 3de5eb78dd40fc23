"""What people see: the explorer and its picture."""
