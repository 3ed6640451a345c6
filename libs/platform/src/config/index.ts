export { CONFIG, ConfigError, defaultOfficeProcesses, loadConfig, type Config, type StorageConfig } from './config.js';
