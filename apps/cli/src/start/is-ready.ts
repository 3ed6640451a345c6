/**
 * Whether the process at an address says that it is ready.
 * @returns false also where nothing listens there yet: who asks waits and asks again
 */
export async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
