import { startRadosgw, type Radosgw } from '@gare/platform/testing';
import { s3Outage } from '../faults/s3-outage.js';
import { mainJobOn } from './main-job.js';

let store: Radosgw;
afterAll(() => store.stop());

mainJobOn('S3 (Ceph radosgw)', async () => {
  store = await startRadosgw();
  return { S3_ENDPOINT: store.endpoint, S3_ACCESS_KEY: store.accessKey, S3_SECRET_KEY: store.secretKey, S3_BUCKET: 'gare-main-job' };
});

// Here because this file has the store already: starting one takes 20 s.
s3Outage(() => store);
