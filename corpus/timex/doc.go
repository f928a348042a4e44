// Package timex holds the calendar behind dates: days, ISO weeks and the
// stretches of time that TIMEX3 values name, with their bounds in ISO 8601.
//
// TIMEX3 is the value notation of TimeML: 2024-07-19, 2024-W29, 2024-Q3,
// 2024-SU, 202X (a decade), 20XX (a century), 2024-07-19T04:09Z,
// 2024-07-19TMO (morning), P3D, PT5M, PXY (some years), PRESENT_REF, and
// XXXX-WXX-5 for a Friday nobody can date. Two additions: FY2024 for business
// years and A/B for intervals. The package has no state and no I/O.
package timex
