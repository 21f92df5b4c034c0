import type { CallHandler } from '../link/link.ts'
import type { Management, ManagementRequest } from './management.ts'

/** The call `manage` of a link: the front door's way to the control plane. */
export function serveManagement(management: Management): Record<'manage', CallHandler> {
  return {
    async manage({ head, body }) {
      const request = head as ManagementRequest
      const reply = await management.manage({ ...request, raw: { ...request.raw, body } })
      const { body: answer, ...rest } = reply
      return { head: rest, body: answer }
    },
  }
}
