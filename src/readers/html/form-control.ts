/** A form control shows its value. */
import type { Element } from 'domhandler';
import { elementsOf } from './elements.js';
import { rawText } from './raw-text.js';

export function isControl({ name }: Element): boolean {
  return name === 'input' || name === 'textarea' || name === 'select';
}

export function textOfControl(element: Element): string {
  const { type, value } = element.attribs;
  if (element.name === 'input') return /^(?:|text|number|tel|search)$/i.test(type ?? '') ? (value ?? '') : '';
  const shown = element.name === 'select' ? chosenOption(element) : element;
  return shown ? rawText(shown.children) : '';
}

/** Of several the last one chosen, as browsers have it. */
function chosenOption(select: Element): Element | undefined {
  const options = [...elementsOf(select.children)].filter(({ name }) => name === 'option');
  return options.findLast((option) => 'selected' in option.attribs) ?? options[0];
}
