export * from './radosgw.js';
export { startTestServers, startTestServices, type TestServers, type TestServices } from './test-services.js';
