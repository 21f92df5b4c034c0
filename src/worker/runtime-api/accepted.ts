import { utf8 } from '../../base/bytes.ts'

/** The body of 202 Accepted (Runtime API: StatusResponse). */
export const accepted = utf8('{"status":"OK"}\n')
