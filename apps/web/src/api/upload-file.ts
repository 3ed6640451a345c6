import { currentCsrfToken, sessionExpired } from './client';
import { RequestRefused } from './refused';

const unauthorized = 401;

/** Sends a file and tells how far it is; `fetch` cannot say that of what it sends. @returns its answer. Rejects with what `troubleOf` reads. */
export function uploadFile(url: string, file: File, onProgress: (percent: number) => void): Promise<unknown> {
  return new Promise((resolve, reject: (reason: Error) => void) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('x-csrf-token', currentCsrfToken());
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress((event.loaded / event.total) * 100);
    });
    request.addEventListener('error', () => {
      reject(new TypeError('network'));
    });
    request.addEventListener('load', () => {
      if (request.status === unauthorized) sessionExpired.set(true);
      if (request.status < 300) resolve(answerIn(request.responseText));
      else reject(new RequestRefused(answerIn(request.responseText)));
    });
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

function answerIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
