export { RequestsChanged } from './requests-changed.js';
export { RequestsModule } from './requests.module.js';
