export { CONFIG, ConfigError, loadConfig, type Config, type StorageConfig } from './config.js';
