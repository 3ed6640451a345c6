export * from './radosgw.js';
export { startTestServers, startTestServices, type CommonContent, type TestServers, type TestServices } from './test-services.js';
