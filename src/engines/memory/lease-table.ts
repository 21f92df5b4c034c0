import type { Lease, LeaseTable } from '../../store/lease-table.ts'

/** Gone with the process. */
export function openMemoryLeaseTable(): LeaseTable {
  const leases = new Map<string, Lease>()
  const holds = ({ work, fence }: Lease) => leases.get(work)?.fence === fence && leases.get(work)!.until > 0
  return {
    take(work, owner, { now, ttlMs }) {
      const held = leases.get(work)
      if (held && held.owner !== owner && held.until > now && held.until <= now + ttlMs) return undefined
      const lease = { work, owner, fence: (held?.fence ?? 0) + 1, until: now + ttlMs }
      leases.set(work, lease)
      return lease
    },
    renew(lease, { now, ttlMs }) {
      if (!holds(lease)) return undefined
      const renewed = { ...lease, until: now + ttlMs }
      leases.set(lease.work, renewed)
      return renewed
    },
    release(lease) {
      if (holds(lease)) leases.set(lease.work, { ...lease, until: 0 })
    },
    close() {},
  }
}
