import { type ReactElement, type RefObject, useRef, useState } from 'react';
import { useDocumentKeys } from '../document-keys';
import { Button } from './button';
import { type Step, steppedTo } from './stepped-to';

interface StepButtonsProps {
  readonly previous: string;
  readonly next: string;
  readonly onStep: (by: Step) => void;
}

/** The two buttons from change to change; F8 does the same wherever they stand. */
export function StepButtons({ previous, next, onStep }: StepButtonsProps): ReactElement {
  const button = (by: Step): ReactElement => (
    <Button
      small
      icon={by === 1 ? 'it-chevron-right' : 'it-chevron-left'}
      aria-keyshortcuts={by === 1 ? 'F8' : 'Shift+F8'}
      onClick={() => {
        onStep(by);
      }}
    >
      {by === 1 ? next : previous}
    </Button>
  );
  return (
    <>
      {button(-1)}
      {button(1)}
    </>
  );
}

interface ChangeSteps {
  /** Goes on the part of the page whose changes are elements with `data-change`, numbered from 0; it also gets `data-changes`. */
  readonly section: RefObject<HTMLElement | null>;
  /** The change in hand; null before the first step. */
  readonly current: number | null;
  readonly step: (by: Step) => void;
  readonly goTo: (change: number) => void;
}

/** Leads through the changes a part of the page shows: each step puts the focus on the next and brings it into view. */
export function useChangeSteps(count: number): ChangeSteps {
  const section = useRef<HTMLElement>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const current = chosen !== null && chosen < count ? chosen : null;
  const goTo = (change: number): void => {
    const place = section.current?.querySelector<HTMLElement>(`[data-change="${change}"]`);
    if (!place) return;
    setChosen(change);
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: 'center' });
  };
  const step = (by: Step): void => {
    const next = steppedTo(current, by, count);
    if (next !== null) goTo(next);
  };
  useStepKeys((by) => {
    if (section.current !== null && section.current === inHand()) step(by);
  });
  return { section, current, step, goTo };
}

/** Where there are several on a page the keys lead through the one that has the focus, else through the first. */
function inHand(): Element | null {
  return document.activeElement?.closest('[data-changes]') ?? document.querySelector('[data-changes]');
}

/** F8 as in word processors; not a character key, so it never gets in the way of typing or speech input. */
function useStepKeys(step: (by: Step) => void): void {
  useDocumentKeys((event) => {
    if (event.key !== 'F8' || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  });
}
