package figure

var rates = [...]struct{ unit, per, code string }{
	{"[mi_i]", "h", "[mi_i]/h"}, {"km", "h", "km/h"}, {"m", "s", "m/s"}, {"km", "s", "km/s"}, {"[ft_i]", "s", "[ft_i]/s"}, {"[mi_i]", "s", "[mi_i]/s"}, {"m", "h", "m/h"},
	{"[bbl_us]", "d", "[bbl_us]/d"}, {"[gal_us]", "d", "[gal_us]/d"}, {"[gal_us]", "min", "[gal_us]/min"}, {"[gal_us]", "a", "[gal_us]/a"}, {"L", "s", "L/s"}, {"L", "min", "L/min"}, {"L", "d", "L/d"},
	{"m3", "s", "m3/s"}, {"m3", "d", "m3/d"}, {"m3", "a", "m3/a"}, {"[mi_i]", "[gal_us]", "[mi_i]/[gal_us]"}, {"km", "L", "km/L"}, {"t", "a", "t/a"}, {"t", "d", "t/d"}, {"g", "km", "g/km"},
	{"Mbit", "s", "Mbit/s"}, {"Gbit", "s", "Gbit/s"}, {"MBy", "s", "MBy/s"}, {"GBy", "s", "GBy/s"}, {"ug", "m3", "ug/m3"}, {"mm", "h", "mm/h"}, {"mm", "a", "mm/a"}, {"cm", "a", "cm/a"}, {"kg", "m3", "kg/m3"}, {"mg", "L", "mg/L"},
}

// partsPer is the UCUM code of parts per million, billion or trillion.
func partsPer(w string) string {
	switch w {
	case "million":
		return "[ppm]"
	case "billion":
		return "[ppb]"
	case "trillion":
		return "[pptr]"
	}
	return ""
}

func squared(u string) string {
	switch u {
	case "m":
		return "m2"
	case "km":
		return "km2"
	case "cm":
		return "cm2"
	case "mm":
		return "mm2"
	case "[ft_i]":
		return "[sft_i]"
	case "[mi_i]":
		return "[smi_us]"
	case "[yd_i]":
		return "[syd_i]"
	case "[in_i]":
		return "[sin_i]"
	}
	return ""
}

func cubed(u string) string {
	switch u {
	case "m":
		return "m3"
	case "km":
		return "km3"
	case "cm":
		return "cm3"
	case "[ft_i]":
		return "[cft_i]"
	case "[yd_i]":
		return "[cyd_i]"
	case "[in_i]":
		return "[cin_i]"
	}
	return ""
}

// symbolUnit is the UCUM code of a unit symbol; case matters.
func symbolUnit(w string) string {
	switch w {
	case "m", "km", "cm", "mm", "dm", "nm", "pm", "g", "kg", "mg", "t", "kt", "Mt", "Gt", "h", "min", "s", "ms", "d",
		"W", "kW", "MW", "GW", "TW", "V", "kV", "Hz", "kHz", "MHz", "GHz", "J", "kJ", "MJ", "GJ", "TJ", "hPa", "kPa", "MPa", "Pa", "mbar",
		"dB", "Gy", "mGy", "Sv", "mSv", "mL", "cL", "L", "m2", "km2", "cm2", "m3", "km3", "cm3", "mol", "kN", "N", "am", "fm", "rad", "kA", "mA":
		return w
	case "Km", "KM", "kms":
		return "km"
	case "Kg", "KG", "kgs":
		return "kg"
	case "hr":
		return "h"
	case "μm", "µm":
		return "um"
	case "μg", "µg", "mcg":
		return "ug"
	case "st":
		return "[stone_av]"
	case "lb", "lbs":
		return "[lb_av]"
	case "oz":
		return "[oz_av]"
	case "l":
		return "L"
	case "ml":
		return "mL"
	case "cl":
		return "cL"
	case "cc":
		return "cm3"
	case "ha":
		return "har"
	case "mi":
		return "[mi_i]"
	case "ft":
		return "[ft_i]"
	case "in":
		return "[in_i]"
	case "yd":
		return "[yd_i]"
	case "gal":
		return "[gal_us]"
	case "nmi":
		return "[nmi_i]"
	case "sqm":
		return "m2"
	case "sqft":
		return "[sft_i]"
	case "Wh":
		return "W.h"
	case "kWh", "KWh", "kwh":
		return "kW.h"
	case "MWh":
		return "MW.h"
	case "GWh":
		return "GW.h"
	case "TWh":
		return "TW.h"
	case "Ah":
		return "A.h"
	case "mAh":
		return "mA.h"
	case "Nm":
		return "N.m"
	case "KB", "kB":
		return "kBy"
	case "MB":
		return "MBy"
	case "GB", "gb":
		return "GBy"
	case "TB", "tb":
		return "TBy"
	case "PB":
		return "PBy"
	case "kbps", "Kbps":
		return "kbit/s"
	case "Mbps", "mbps":
		return "Mbit/s"
	case "Gbps", "gbps":
		return "Gbit/s"
	case "degF":
		return "[degF]"
	case "degC":
		return "Cel"
	case "fps":
		return "{frame}/s"
	case "psi":
		return "[psi]"
	case "bpd":
		return "[bbl_us]/d"
	case "C":
		return "Cel"
	case "F":
		return "[degF]"
	}
	return ""
}
