"""Server settings after the size of the machine: PostgreSQL's own are for a very small one."""

import os
import shutil
from pathlib import Path

MB = 1024 * 1024
CGROUP_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - only its size is read
SMALL_SHARED_MEMORY = 512 * MB

COMMON = {
    "listen_addresses": "",
    "port": "5432",
    "max_connections": "100",
    "password_encryption": "scram-sha-256",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_compression": "pglz",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "cluster_name": "gangintel",
}
# For tests: a crash of the machine may lose everything.
NOT_DURABLE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "128MB",
}


def server_settings(folder: Path, *, durable: bool) -> dict[str, str]:
    """Settings for a server whose cluster is in `folder`."""
    memory = machine_memory()
    disk = shutil.disk_usage(folder).free
    settings = COMMON | {
        "shared_buffers": _megabytes(memory // 4, 32, 2048),
        "effective_cache_size": _megabytes(memory // 2, 64, 1024 * 1024),
        "work_mem": _megabytes(memory // 512, 4, 64),
        "maintenance_work_mem": _megabytes(memory // 16, 32, 1024),
        "max_wal_size": _megabytes(disk // 10, 256, 4096),
    }
    # Containers often have 64 MB there, which a parallel query can exceed.
    if SHARED_MEMORY.exists() and shutil.disk_usage(SHARED_MEMORY).total < SMALL_SHARED_MEMORY:
        settings["dynamic_shared_memory_type"] = "mmap"
    return settings if durable else settings | NOT_DURABLE


def machine_memory() -> int:
    """Bytes of memory that this process may count on: the machine's, or its container's limit."""
    limits = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for path in CGROUP_LIMITS:
        try:
            limits.append(int(path.read_text()))
        except (OSError, ValueError):
            continue  # no such limit; version 2 writes "max"
    return min(limits)


def _megabytes(size: int, least: int, most: int) -> str:
    return f"{min(max(size // MB, least), most)}MB"
