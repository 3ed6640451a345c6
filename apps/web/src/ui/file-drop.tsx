import { type ReactElement, useId, useState } from 'react';
import { Icon } from './icon';

interface FileDropProps {
  readonly id?: string;
  readonly label: string;
  /** What the file is for, for those who do not see where the button stands. */
  readonly name: string;
  readonly hint: string;
  readonly onFile: (file: File) => void;
}

/** A button that takes a file, and the space around it for dropping one. */
export function FileDrop({ id: given, label, name, hint, onFile }: FileDropProps): ReactElement {
  const own = useId();
  const id = given ?? own;
  const [over, setOver] = useState(false);
  return (
    <div
      className={over ? 'gi-drop gi-drop-over' : 'gi-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) onFile(file);
      }}
    >
      <input
        type="file"
        id={id}
        className="visually-hidden gi-file-input"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      <label htmlFor={id} className="btn btn-outline-primary btn-sm gi-btn">
        <Icon name="it-upload" size="sm" />
        <span>
          {label}
          <span className="visually-hidden"> {name}</span>
        </span>
      </label>
      <span className="gi-muted gi-drop-hint">{hint}</span>
    </div>
  );
}
