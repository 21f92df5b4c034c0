/** Who may import whom: the table of src/README.md as data. */
const everywhere = ['base', 'stability', 'telemetry']
export const mayImport: Record<string, string[]> = {
  base: [],
  stability: ['base'],
  telemetry: ['base'],
  link: ['base'],
  lambda: ['base'],
  store: ['base'],
  engines: ['base', 'store'],
  catalog: ['base', 'telemetry', 'lambda'],
  zones: [...everywhere],
  leases: [...everywhere, 'store', 'zones'],
  queues: [...everywhere, 'store', 'leases'],
  counting: [...everywhere, 'lambda', 'link'],
  worker: [...everywhere, 'lambda', 'link'],
  placement: [...everywhere, 'lambda', 'link', 'zones', 'worker'],
  assignment: [...everywhere, 'lambda', 'link', 'worker', 'placement'],
  'sync-plane': [...everywhere, 'lambda', 'link', 'catalog', 'counting', 'assignment', 'worker'],
  'async-plane': [...everywhere, 'lambda', 'link', 'store', 'catalog', 'queues'],
  pollers: [...everywhere, 'lambda', 'store', 'catalog', 'leases', 'queues', 'sync-plane', 'async-plane'],
  durable: [...everywhere, 'lambda', 'store', 'catalog', 'leases', 'sync-plane'],
  'control-plane': [...everywhere, 'lambda', 'store', 'catalog', 'leases', 'queues', 'zones'],
  'front-door': [...everywhere, 'lambda', 'link', 'catalog', 'control-plane', 'sync-plane', 'async-plane', 'durable'],
  console: ['lambda'],
}
mayImport.sim = Object.keys(mayImport)
mayImport.roles = Object.keys(mayImport).filter((room) => room !== 'sim' && room !== 'console')
mayImport.cli = ['base', 'lambda', 'roles', 'sim']

/** Vocabularies: each of their files is a door. */
export const openRooms = new Set(['base', 'stability', 'lambda', 'store', 'engines'])
