import './styles/main.scss';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/queries';
import { startTranslations } from './i18n';
import { newVersionWaiting } from './new-version';
import { router } from './router';

// A tab left open over a release asks for files that are gone: it is told, and nothing typed is thrown away.
window.addEventListener('vite:preloadError', (event) => {
  event.preventDefault();
  newVersionWaiting.set(true);
});

const root = document.getElementById('root');
if (root) {
  void startTranslations().then(() => {
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </StrictMode>,
    );
  });
}
