package store

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// mountSmall mounts 8 MiB of memory, 3 of which are ballast to be dropped.
func mountSmall(dir string) error {
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=8m"); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "ballast"), make([]byte, 3<<20), 0o666)
}

func unmount(dir string) error { return unix.Unmount(dir, unix.MNT_DETACH) }

// freeze makes the small file system read-only.
func freeze(dir string) error {
	return unix.Mount("tmpfs", dir, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, "")
}
