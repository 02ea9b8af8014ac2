"""What file system a folder lies on: a database file is not safe on one that other machines share."""

from __future__ import annotations

from pathlib import Path

from reportedly.errors import BadLedger

__all__ = ["file_system", "refuse_network"]

NETWORK = frozenset(
    (
        "9p",
        "afp",
        "afpfs",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.davfs2",
        "fuse.gcsfuse",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "panfs",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
        "vmhgfs",
    )
)
"""Types of /proc/mounts where locks or shared memory between processes are not those of one machine."""

MOUNTS = Path("/proc/self/mounts")


def file_system(path: Path, mounts: Path = MOUNTS) -> str | None:
    """The type of the file system that a path is on ("ext4", "nfs4"); None where the system does not tell."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return None
    path = path.resolve()
    best: tuple[int, str] | None = None
    for line in lines:
        _, point, kind, *_ = line.split(" ")
        at = Path(point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        # Of two mounts on one point the later lies on top.
        if path.is_relative_to(at) and (best is None or len(at.parts) >= best[0]):
            best = len(at.parts), kind
    return best[1] if best else None


def refuse_network(path: Path, mounts: Path = MOUNTS) -> None:
    """Raises BadLedger for a folder that other machines may share, where SQLite's locks do not hold."""
    kind = file_system(path, mounts)
    if kind in NETWORK or str(path).startswith(("\\\\", "//")):
        raise BadLedger(
            f"{path} is on a network file system ({kind or 'shared folder'}), where a database file can be damaged "
            "by two machines at once: use a local folder, or a PostgreSQL server (--ledger postgresql://...)"
        )
