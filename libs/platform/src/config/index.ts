export { CONFIG, ConfigError, defaultOfficeProcesses, loadConfig, type Config, type StorageConfig } from './config.js';
export { type MailConfig } from './mail-config.js';
export { type OidcConfig } from './oidc-config.js';
