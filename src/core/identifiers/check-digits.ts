/** Luhn's check over a text of digits, the check digit last: IMEI, ICCID. */
export function holdsLuhn(digits: string): boolean {
  return weightedSum(digits, (digit) => (digit > 4 ? digit * 2 - 9 : digit * 2)) % 10 === 0;
}

/** The check of EAN, UPC and GTIN (every second digit counts three times), the check digit last. */
export function holdsGtin(digits: string): boolean {
  return weightedSum(digits, (digit) => digit * 3) % 10 === 0;
}

/** The check of an eSIM's EID (GSMA SGP.02): the whole number leaves 1 when divided by 97. */
export function holdsEid(digits: string): boolean {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** Adds the digits up; every second one, counted from the one before the last, is weighted first. */
function weightedSum(digits: string, weigh: (digit: number) => number): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[index]);
    const isWeighted = (digits.length - index) % 2 === 0;
    sum += isWeighted ? weigh(digit) : digit;
  }
  return sum;
}
