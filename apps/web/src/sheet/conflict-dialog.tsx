import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SheetConflict } from '../api/client';
import { recently } from '../format/dates';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ChoiceField } from '../ui/choice-field';
import { Stack } from '../ui/layout';
import { useForm } from './form-field';
import { valueInWords } from './field-text';
import { useSheetTools } from './sheet-context';

type Choices = ReadonlyMap<string, 'mine' | 'theirs'>;

function ConflictChoice({
  conflict,
  choice,
  onChoose,
}: {
  conflict: SheetConflict;
  choice: 'mine' | 'theirs' | undefined;
  onChoose: (choice: 'mine' | 'theirs') => void;
}): ReactElement {
  const { t } = useTranslation();
  const form = useForm();
  const field = form.fieldAt(conflict.path);
  return (
    <ChoiceField
      wide
      label={form.trail(conflict.path)}
      options={[
        { value: 'mine', label: t('conflitto.mia', { valore: valueInWords(field, conflict.mine) }) },
        {
          value: 'theirs',
          label: t('conflitto.sua', {
            chi: conflict.by,
            quando: recently(conflict.at, new Date()),
            valore: valueInWords(field, conflict.theirs),
          }),
        },
      ]}
      value={choice === undefined ? [] : [choice]}
      onChange={([next]) => {
        if (next === 'mine' || next === 'theirs') onChoose(next);
      }}
    />
  );
}

/** Both values of every conflict; the person decides which stays. */
export function ConflictDialog({ conflicts }: { conflicts: readonly SheetConflict[] }): ReactElement {
  const { t } = useTranslation();
  const { session } = useSheetTools();
  const [choices, setChoices] = useState<Choices>(new Map());
  const [busy, setBusy] = useState(false);
  const paths = [...new Set(conflicts.map(({ path }) => path))];
  const open = paths.filter((path) => !choices.has(path)).length;
  const keep = async (): Promise<void> => {
    setBusy(true);
    await session.resolve(choices);
    setBusy(false);
  };
  return (
    <Dialog
      wide
      title={t('conflitto.titolo', { count: paths.length })}
      actions={
        <>
          <Button look="primary" busy={busy} aria-disabled={open > 0} aria-describedby="conflitto-stato" onClick={() => void keep()}>
            {t('conflitto.tieni')}
          </Button>
          <span id="conflitto-stato">{open > 0 && t('conflitto.mancano', { count: open })}</span>
        </>
      }
    >
      <Stack>
        <p>{t('conflitto.testo')}</p>
        {conflicts.map((conflict) => (
          <ConflictChoice
            key={`${conflict.path} ${conflict.at}`}
            conflict={conflict}
            choice={choices.get(conflict.path)}
            onChoose={(choice) => {
              setChoices(new Map(choices).set(conflict.path, choice));
            }}
          />
        ))}
      </Stack>
    </Dialog>
  );
}
