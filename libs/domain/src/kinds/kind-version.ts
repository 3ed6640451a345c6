/** Order of versions written with three numbers; what follows a `+` says whose version it is and does not count. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [numbersOf(left), numbersOf(right)];
  for (const [index, number] of a.entries()) {
    const difference = number - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): readonly number[] {
  const [core = ''] = version.split('+');
  return core.split('.').map(Number);
}

/** A version a Province publishes carries its short name, so that two Provinces never take the same one: `2.1.0+PG`. */
export const provinceVersion = (version: string, sigla: string): string => `${version}+${sigla}`;
