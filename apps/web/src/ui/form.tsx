import { type ReactElement, type ReactNode } from 'react';

/** A form that reports its own errors at the fields. */
export function Form({ children, onSubmit, role }: { children: ReactNode; onSubmit: () => void; role?: 'search' }): ReactElement {
  return (
    <form
      noValidate
      role={role}
      className={role === 'search' ? 'gi-filters' : 'gi-form'}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
