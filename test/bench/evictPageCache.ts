import { spawnSync } from 'node:child_process';
import { findOnPath } from './tools.ts';

const WITH_PYTHON = `
import os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        try:
            fd = os.open(os.path.join(folder, name), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            continue
        try:
            os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
        except OSError:
            pass
        os.close(fd)
`;

/**
 * How the files of a folder are put out of the page cache here, or why that cannot be done. Node has no call for it, so
 * vmtouch or Python does it. Names and attributes of files stay in memory: only their contents have to come from the disk.
 */
export function pageCacheEviction(): ((folder: string) => void) | { readonly missing: string } {
  const vmtouch = findOnPath('vmtouch');
  const python = findOnPath('python3');
  const [program, ...args] = vmtouch ? [vmtouch, '-e', '-q', '-f'] : [python, '-c', WITH_PYTHON];
  if (process.platform !== 'linux' || program === undefined) {
    return { missing: 'putting files out of the page cache takes Linux with vmtouch or python3' };
  }
  return (folder) => {
    spawnSync(program, [...args, folder], { stdio: 'ignore' });
  };
}
