import { type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import { TextField } from '../ui/field';
import { Form } from '../ui/form';

const typingRestMs = 250;

interface SearchBoxProps {
  readonly label: string;
  /** The words in the address. */
  readonly value: string | undefined;
  readonly onSearch: (text: string | undefined) => void;
  /** Further filters beside the box. */
  readonly children?: ReactNode;
}

/** The search of a list: what is typed goes into the address a moment later, and the box follows the address. */
export function SearchBox({ label, value, onSearch, children }: SearchBoxProps): ReactElement {
  const [text, setText] = useState(value ?? '');
  const [shownFor, setShownFor] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address changed from elsewhere (back button, "azzera"): the box follows.
  if (value !== shownFor) {
    setShownFor(value);
    setText(value ?? '');
  }
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const send = (typed: string): void => {
    clearTimeout(timer.current);
    const wanted = typed.trim() === '' ? undefined : typed;
    setShownFor(wanted);
    onSearch(wanted);
  };
  return (
    <Form
      role="search"
      onSubmit={() => {
        send(text);
      }}
    >
      <TextField
        id="ricerca"
        type="search"
        wide
        label={label}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          const typed = event.target.value;
          setText(typed);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            send(typed);
          }, typingRestMs);
        }}
      />
      {children}
    </Form>
  );
}
