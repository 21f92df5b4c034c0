import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ZipFile } from 'yazl'
import type { BlobId } from '../../base/identity.ts'

/** Makes layers of a test's own lines: what begins with `#!` is a program. */
export function openLayers() {
  const directory = mkdtempSync(join(tmpdir(), 'roost-layers-'))
  const blobs: Record<string, string> = {}
  let made = 0
  async function layer(files: Record<string, string>): Promise<BlobId> {
    const archive = new ZipFile()
    for (const [path, content] of Object.entries(files)) {
      archive.addBuffer(Buffer.from(content), path, { mode: content.startsWith('#!') ? 0o100755 : 0o100644 })
    }
    archive.end()
    const chunks: Buffer[] = []
    for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer)
    const name = `layer-${made++}`
    blobs[name] = join(directory, name)
    writeFileSync(blobs[name], Buffer.concat(chunks))
    return name as BlobId
  }
  return { blobs, layer, remove: () => rmSync(directory, { recursive: true }) }
}

/** An extension in Python: `api(method, path, body, headers)` answers status, headers and JSON. */
export const pythonExtension = (events: string, body: string): string => `#!/usr/bin/python3
import http.client, json, os, signal, sys, time
host = os.environ["AWS_LAMBDA_RUNTIME_API"]
name = os.path.basename(__file__)
ident = {}
def api(method, path, body=None, headers={}):
    connection = http.client.HTTPConnection(host)
    connection.request(method, path, body, {**ident, **headers})
    answer = connection.getresponse()
    data = answer.read()
    return answer.status, answer.headers, json.loads(data) if data else None
def say(*words):
    print(name, *words, flush=True)
def register(events=${events}, **headers):
    status, got, answer = api("POST", "/2020-01-01/extension/register", json.dumps({"events": events}), {"Lambda-Extension-Name": name, **headers})
    if status == 200:
        ident["Lambda-Extension-Identifier"] = got["Lambda-Extension-Identifier"]
    return status, got, answer
def next_event():
    return api("GET", "/2020-01-01/extension/event/next")[2]
${body}
`
