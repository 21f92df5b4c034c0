import { replayMapping } from '../event-source-mappings/replay-mapping.ts'
import type { Operation } from '../operation-context.ts'
import { createKey, listKeys, revokeKey } from './keys.ts'
import { reset } from './reset.ts'

/** Roost's own (front-door/own-operations.ts says what they take). */
export const ownOperations = {
  'roost:CreateKey': createKey,
  'roost:ListKeys': listKeys,
  'roost:ReplayMapping': replayMapping,
  'roost:Reset': reset,
  'roost:RevokeKey': revokeKey,
} satisfies Record<string, Operation>
