package claim

import (
	"fmt"
	"strings"

	"twosource/corpus"
)

// dimensions names what a unit measures, by bit.
var dimensions = map[string]uint32{
	"length": 1, "time": 2, "mass": 4, "area": 8, "volume": 16, "speed": 32, "temperature": 64, "energy": 128,
	"power": 256, "angle": 32768, "data": 512, "magnitude": 1024, "percent": 2048, "points": 4096, "money": 8192, "none": 16384,
}

func unitMask(names []string) (uint32, error) {
	var m uint32
	for _, n := range names {
		bit, ok := dimensions[n]
		if !ok {
			return 0, fmt.Errorf("unknown unit %q", n)
		}
		m |= bit
	}
	return m, nil
}

// unitDimension maps UCUM units, as the figure extractor writes them.
var unitDimension = map[string]string{
	"": "none", "1": "none", "%": "percent", "pp": "points",
	"m": "length", "km": "length", "cm": "length", "mm": "length", "[mi_i]": "length", "[ft_i]": "length", "[in_i]": "length", "[yd_i]": "length", "[nmi_i]": "length", "[fth_i]": "length",
	"s": "time", "min": "time", "h": "time", "d": "time", "wk": "time", "mo": "time", "a": "time",
	"g": "mass", "kg": "mass", "mg": "mass", "t": "mass", "[lb_av]": "mass", "[oz_av]": "mass", "[ston_av]": "mass", "[stone_av]": "mass", "[car_m]": "mass",
	"m2": "area", "km2": "area", "[sft_i]": "area", "[smi_us]": "area", "[sml_us]": "area", "[acr_us]": "area", "har": "area", "[mi_i]2": "area", "[ft_i]2": "area", "ha": "area",
	"L": "volume", "l": "volume", "m3": "volume", "[gal_us]": "volume", "[bbl_us]": "volume", "[gal_br]": "volume", "[cft_i]": "volume", "[ft_i]3": "volume",
	"km/h": "speed", "m/s": "speed", "[mi_i]/h": "speed", "[kn_i]": "speed", "[mph]": "speed",
	"deg": "angle", "Cel": "temperature", "[degF]": "temperature", "K": "temperature",
	"J": "energy", "kW.h": "energy", "kWh": "energy", "MW.h": "energy", "GW.h": "energy", "W": "power", "kW": "power", "MW": "power", "GW": "power", "[HP]": "power",
	"B": "data", "By": "data", "kBy": "data", "MBy": "data", "GBy": "data", "TBy": "data", "Mbit/s": "data",
}

func dimensionOf(unit string) uint32 {
	if name, ok := unitDimension[unit]; ok {
		return dimensions[name]
	}
	switch {
	case unit == "{magnitude}":
		return dimensions["magnitude"]
	case strings.HasSuffix(unit, "/h") || strings.HasSuffix(unit, "/s"):
		return dimensions["speed"]
	case strings.HasSuffix(unit, "2"):
		return dimensions["area"]
	case strings.HasSuffix(unit, "3"):
		return dimensions["volume"]
	}
	if len(unit) == 3 && unit[0] >= 'A' && unit[0] <= 'Z' {
		return dimensions["money"]
	}
	return 1 << 31
}

// figureKinds are the kinds of figure that can be a value of an attribute.
func figureKinds(a *Attribute) uint16 {
	if len(a.Figures) > 0 {
		var bits uint16
		for _, f := range a.Figures {
			bits |= kindBit(f)
		}
		return bits
	}
	switch a.Kind {
	case corpus.KindMoney:
		return kindBit(corpus.Money)
	case corpus.KindPercent:
		return kindBit(corpus.Percent) | kindBit(corpus.Ratio)
	case corpus.KindMeasure:
		return kindBit(corpus.Measure)
	case corpus.KindAge:
		return kindBit(corpus.Age) | kindBit(corpus.Count) | kindBit(corpus.Measure)
	case corpus.KindDate:
		return kindBit(corpus.Age) | kindBit(corpus.Measure) | kindBit(corpus.Ordinal)
	case corpus.KindOther:
		return kindBit(corpus.Rank) | kindBit(corpus.Ordinal) | kindBit(corpus.Count) | kindBit(corpus.Score) | kindBit(corpus.Measure)
	}
	return kindBit(corpus.Count) | kindBit(corpus.Ratio)
}

func kindBit(k corpus.FigureKind) uint16 {
	switch k {
	case corpus.Count:
		return 1
	case corpus.Percent:
		return 2
	case corpus.Money:
		return 4
	case corpus.Measure:
		return 8
	case corpus.Ratio:
		return 16
	case corpus.Age:
		return 32
	case corpus.Ordinal:
		return 64
	case corpus.Rank:
		return 128
	case corpus.Score:
		return 256
	}
	return 0
}

// thingBit marks actors the article calls a building, a vessel or the like,
// whatever their type.
const thingBit = 1 << 8

func typeBit(t corpus.EntityType) uint16 {
	switch t {
	case corpus.Person:
		return 1
	case corpus.Org:
		return 2
	case corpus.Loc:
		return 4
	case corpus.Product:
		return 8
	case corpus.Event:
		return 16
	case corpus.Work:
		return 32
	case corpus.Norp:
		return 64
	}
	return 0
}
