import { type Dirent, readdirSync, realpathSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { dirname } from 'node:path'
import type { Random } from '../../base/random.ts'
import type { Party } from '../extensions/party.ts'
import { HttpLane } from '../lanes/http-lane.ts'
import type { RuntimeApi } from '../lanes/runtime-lane.ts'
import { Connection } from './connection.io.ts'
import { route } from './route.ts'

/** A runtime needs one connection, each extension a few; SDKs that poll in parallel and tools may have some more. */
const connectionsMax = 128

/** A listener for each environment: what is said there can only concern its own invocations. */
export const openRuntimeApi = (random: Random): RuntimeApi => ({
  open: (party) => openListener(random, party),
  extensionsIn,
})

async function openListener(random: Random, party: Party) {
  const lane = new HttpLane(() => random.uuid())
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    new Connection(socket, (exchange) => route(exchange, lane, party))
  })
  server.maxConnections = connectionsMax
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    lane,
    port,
    close(): Promise<void> {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}

/** Names of files, in their order; of those in directories none. A device stands for a file that a layer has removed. */
function extensionsIn(directories: readonly string[]): string[] {
  const found = new Map<string, boolean>()
  for (const entry of directories.flatMap(entriesOf)) {
    if (!found.has(entry.name)) found.set(entry.name, !entry.isDirectory() && !entry.isCharacterDevice())
  }
  return [...found.keys()].filter((name) => found.get(name)).toSorted()
}

/** An image's links may lead anywhere: of this host's own files no name is told. */
function entriesOf(directory: string): Dirent[] {
  try {
    const root = realpathSync(dirname(dirname(directory)))
    if (!realpathSync(directory).startsWith(`${root}/`)) return []
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    return []
  }
}
