import { mainJobOn } from './main-job.js';

mainJobOn('the embedded directory', () => Promise.resolve({}));
