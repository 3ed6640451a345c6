export default async function globalTeardown() {
  await globalThis.gareTestServers?.stop();
}
