import { FsStorage, type FsStorageOptions } from './fs-storage.js';
import { type ObjectStorage } from './object-storage.js';
import { S3Storage, type S3StorageOptions } from './s3-storage.js';

export type StorageSettings = ({ driver: 'fs' } & FsStorageOptions) | ({ driver: 's3' } & S3StorageOptions);

/** Opens the driver the configuration names. @throws StorageError storage.unavailable */
export async function createObjectStorage(settings: StorageSettings): Promise<ObjectStorage> {
  return settings.driver === 's3' ? S3Storage.open(settings) : FsStorage.open(settings);
}
