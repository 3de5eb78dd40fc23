"""What the system itself keeps a worker to, so that nothing is left running should its keeper be gone."""

from __future__ import annotations

import resource
import signal
from pathlib import Path


def limit_memory(megabytes: int) -> None:
    """Let this process take so much memory more than it has now; beyond it, it ends."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) if Path("/proc").is_dir() else 0
    most = pages * resource.getpagesize() + (megabytes << 20)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def stop_after(seconds: float) -> None:
    """Have the system end this process after so long, whatever it is doing; 0 takes that back."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds + 0.2 if seconds else 0)
