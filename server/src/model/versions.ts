/** True for two spellings of one version: `v1.2.0` and `1.2.0` are the same, `1.2` and `1.2.0` are not. */
export function sameVersion(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(version: string): string {
  return version.trim().replace(/^v(?=\d)/i, '');
}
