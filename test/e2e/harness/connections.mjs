// @ts-check
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Lists the TCP and UDP connections of processes to other machines at this moment. It reads what Linux tells about processes; elsewhere
 * the list is empty.
 * @param {readonly number[]} pids
 * @returns {string[]} for each the process and the remote address in hexadecimal, as the system writes it
 */
export function foreignConnections(pids) {
  if (!existsSync('/proc/net/tcp')) return [];
  return pids.flatMap((pid) => {
    const sockets = socketsOf(pid);
    return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) => {
      const file = `/proc/${pid}/net/${kind}`;
      if (!existsSync(file)) return [];
      const rows = readFileSync(file, 'utf8')
        .split('\n')
        .slice(1)
        .map((row) => row.trim().split(/\s+/));
      return rows.flatMap((columns) => {
        const [remote = '', inode = ''] = [columns[2], columns[9]];
        return sockets.has(inode) && !isLocal(remote) ? [`${pid} → ${kind} ${remote}`] : [];
      });
    });
  });
}

/**
 * @param {number} pid
 * @returns {ReadonlySet<string>} inodes of its sockets
 */
function socketsOf(pid) {
  const folder = `/proc/${pid}/fd`;
  return new Set(
    readdirSync(folder).flatMap((name) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${name}`))?.slice(1) ?? [];
      } catch {
        return []; // It was closed while we looked.
      }
    }),
  );
}

/**
 * @param {string} remote address and port in hexadecimal, as in /proc/net/tcp: bytes of each word in the machine's order
 * @returns {boolean} true for the loopback, and for sockets that are not connected
 */
function isLocal(remote) {
  const address = remote.split(':')[0] ?? '';
  const mapped = address.startsWith('0000000000000000FFFF0000') ? address.slice(24) : address;
  return /^0+$/.test(address) || /^0{24}01000000$/.test(address) || (mapped.length === 8 && mapped.endsWith('7F'));
}
