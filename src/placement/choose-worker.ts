export interface Host {
  totalMb: number
  reservedMb: number
  healthy: boolean
}

/**
 * The healthy host with the most memory left, if the function fits. A function larger than any host gets an empty one for
 * itself: its size is a limit, not a need.
 */
export function chooseWorker<Candidate extends Host>(
  hosts: readonly Candidate[],
  memoryMb: number,
): Candidate | undefined {
  let best: Candidate | undefined
  for (const host of hosts) {
    if (!host.healthy || host.totalMb - host.reservedMb < Math.min(memoryMb, host.totalMb)) continue
    if (!best || host.totalMb - host.reservedMb > best.totalMb - best.reservedMb) best = host
  }
  return best
}
