import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

const folder = join(import.meta.dirname, '../../../node_modules/kinesis-local')

/** A real server of Kinesis; it takes a few seconds until it answers. */
export async function startKinesisLocal(): Promise<{ endpoint: string; process: ChildProcess }> {
  const [plain, tls] = [await freePort(), await freePort()]
  const server = spawn(process.execPath, [join(folder, 'main.js')], {
    cwd: folder,
    env: {
      ...process.env,
      KINESIS_MOCK_PLAIN_PORT: String(plain),
      KINESIS_MOCK_TLS_PORT: String(tls),
      LOG_LEVEL: 'ERROR',
    },
    stdio: 'ignore',
  })
  return { endpoint: `http://127.0.0.1:${plain}`, process: server }
}
