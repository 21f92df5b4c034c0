import assert from 'node:assert/strict'
import { test } from 'node:test'
import { queueReport } from './queue-report.ts'

const arn = (name: string) => `arn:aws:lambda:us-east-1:111111111111:function:${name}`

test('queues and functions are told with what came and went of late, also functions of which nothing waits', () => {
  const flows = new Map([
    [arn('f'), { arrived: 3, completed: 1 }],
    [arn('quick'), { arrived: 9, completed: 9 }],
  ])
  const report = queueReport({
    now: 5000,
    queues: [{ queue: 'shared-001', depth: 2, delayed: 1, oldestAcceptedAt: 1000 }],
    lanes: [
      { key: '111111111111/us-east-1/f/', waiting: 2, running: 1, window: 4, oldestAcceptedAt: 2000 },
      { key: '111111111111/us-east-1/f/live', waiting: 1, running: 0, window: 4 },
    ],
    rates: { queue: () => ({ arrived: 12, completed: 10 }), functions: () => flows },
  })
  assert.deepEqual(report, {
    now: 5000,
    queues: [{ queue: 'shared-001', depth: 2, delayed: 1, oldestAcceptedAt: 1000, arrived: 12, completed: 10 }],
    functions: [
      { functionArn: arn('f'), waiting: 2, running: 1, window: 4, oldestAcceptedAt: 2000, arrived: 3, completed: 1 },
      { functionArn: arn('f:live'), waiting: 1, running: 0, window: 4, arrived: 0, completed: 0 },
      { functionArn: arn('quick'), waiting: 0, running: 0, arrived: 9, completed: 9 },
    ],
  })
})
