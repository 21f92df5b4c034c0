import { type LinkClient, LinkLost } from '../link/link.ts'
import { managementAway, managementLost, serviceFault } from './front-refusals.ts'
import type { Management, ManagementReply } from './management.ts'
import { encodeRefusal } from './wire/encode-refusal.ts'

/** The control plane of another process. While that is away, every operation is refused at once. */
export function connectManagement(link: LinkClient): Management {
  return {
    async manage(request) {
      if (!link.connected) return encodeRefusal(managementAway, request.requestId)
      const { body, ...raw } = request.raw
      try {
        const answer = await link.call('manage', { head: { ...request, raw }, body })
        return { ...(answer.head as Omit<ManagementReply, 'body'>), body: answer.body }
      } catch (error) {
        return encodeRefusal(error instanceof LinkLost ? managementLost : serviceFault, request.requestId)
      }
    },
  }
}
