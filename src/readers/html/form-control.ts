/** A form control shows its value. */
import { type Element, isTag } from 'domhandler';
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

function chosenOption(select: Element): Element | undefined {
  const options = select.children.filter(
    (child): child is Element => isTag(child) && child.name === 'option',
  );
  return options.find((option) => 'selected' in option.attribs) ?? options[0];
}
