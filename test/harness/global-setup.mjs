import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Starts PostgreSQL and Redis once for all slice tests; their addresses travel in the environment of the jest workers.
 * Jest resolves set-up files without its module mapper, so this one takes the built code (`npm test` builds first).
 */
export default async function globalSetup() {
  const { startTestServers } = require('../../dist/libs/platform/src/testing/index.js');
  const servers = await startTestServers();
  globalThis.gareTestServers = servers;
  process.env.GARE_TEST_OWNER_URL = servers.ownerUrl;
  process.env.GARE_TEST_REDIS_URL = servers.redisUrl;
}
