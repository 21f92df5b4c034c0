// Imported before the runtime is ready, so that Node.js's module loader is warm for the function's own.
export const handler = async (event) => event
